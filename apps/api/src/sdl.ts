import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { COUNTRY_PROFILES } from '#libs/config';
import { localiseFields } from './graphql/localised-fields.js';
import { resolvers } from './graphql/resolvers.js';

/** The schema in the schema language, made of the decorators alone: needs neither database nor engine. */
export async function sdl(): Promise<string> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await context.get(GraphQLSchemaFactory).create(resolvers);
    return `${printSchema(lexicographicSortSchema(localiseFields(schema, Object.keys(COUNTRY_PROFILES))))}\n`;
  } finally {
    await context.close();
  }
}
