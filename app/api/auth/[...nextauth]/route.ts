import { handleNextAuth } from '#server/auth/next-auth-handler.ts';

const handle = (request: Request): Promise<Response> => handleNextAuth(request);

export { handle as GET, handle as POST };
