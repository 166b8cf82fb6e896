import { runTool } from '#bin/run-command.mjs';
import { hashOf, makeIfChanged } from '#bin/stamp.mjs';

/** Generates prisma/generated from the schema when it is missing or older than the schema. */
export const generatePrismaClient = () =>
  makeIfChanged({
    name: 'prisma-client',
    hash: hashOf(['prisma/schema.prisma', 'package-lock.json']),
    outputs: ['prisma/generated/client.ts'],
    make: () => runTool('node_modules/prisma/build/index.js', ['generate']),
  });
