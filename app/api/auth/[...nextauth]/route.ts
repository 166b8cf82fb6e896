import { handleNextAuth } from '#server/auth/next-auth-handler.ts';

export { handleNextAuth as GET, handleNextAuth as POST };
