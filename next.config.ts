import type { NextConfig } from 'next';

const config: NextConfig = {
  // Loaded by Node as they are: they bring native parts, or workers and instrumentation that a bundle would break.
  serverExternalPackages: ['@dbos-inc/dbos-sdk', '@node-rs/argon2', 'pg', 'pino', 'undici'],
  poweredByHeader: false,
  reactStrictMode: true,
  // `heddle check` checks the types of the whole repository; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The checkout may lie below a folder with a lockfile of its own.
  turbopack: { root: import.meta.dirname },
  // 127.0.0.1 and localhost are the same machine to whoever develops on it.
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
};

export default config;
