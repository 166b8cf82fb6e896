import type { Metadata } from 'next';
import type { OpenApiDocument } from '#components/api-docs/api-document.ts';
import { ApiPage } from '#components/api-docs/api-page.tsx';
import { API_ROOT } from '#server/http/api-root.ts';
import { openApiDocument } from '#server/http/openapi.ts';

export const metadata: Metadata = { title: 'REST API' };

export default function ApiDocsPage() {
  return <ApiPage document={openApiDocument() as OpenApiDocument} documentHref={`${API_ROOT}/openapi.json`} />;
}
