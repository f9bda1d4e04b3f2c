# Build with everything, run with the production dependencies alone: no development tools, no embedded engines.
FROM node:24-bookworm-slim AS build
WORKDIR /register
COPY package.json package-lock.json .npmrc .swcrc tsconfig.json ./
RUN npm ci
COPY apps apps
COPY libs libs
COPY migrations migrations
COPY seed seed
COPY bench bench
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /register
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force && mkdir /data && chown node:node /data
COPY --from=build /register/dist dist
COPY libs/intake/profiles libs/intake/profiles
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "dist/apps/api/src/main.js"]
