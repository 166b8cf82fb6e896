import { generatePrismaClient } from '#bin/prisma-client.mjs';

/** Unit tests need no server, but some import files that name the generated client's types. */
export const setup = async () => {
  await generatePrismaClient();
};
