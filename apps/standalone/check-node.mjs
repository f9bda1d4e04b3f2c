// Plain JavaScript for any Node, also an old one: `npm start` and `npm test` run this before all else.
// The right Node is a dependency; without it, npm scripts silently fall back to the machine's own.
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

/** @returns one plain line that says what is wrong, or null. */
export function wrongNode(version, installed) {
  if (!installed.dependencies) return 'The dependencies are not installed: run npm ci first.';
  if (Number(version.split('.')[0]) >= NEEDED) return null;
  return installed.pinnedNode
    ? `This is Node ${version}, the register needs ${NEEDED} or newer: use the npm scripts (npm start, npm test), they find the right one.`
    : `This is Node ${version}, the register needs ${NEEDED} or newer, and the one it brings along was not installed: run npm ci without --ignore-scripts.`;
}

const there = (path) => existsSync(new URL(`../../${path}`, import.meta.url));

if (process.argv[1] && fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  const wrong = wrongNode(process.versions.node, {
    dependencies: there('node_modules/.package-lock.json'),
    pinnedNode: there('node_modules/.bin/node'),
  });
  if (wrong) {
    console.error(wrong);
    process.exit(1);
  }
}
