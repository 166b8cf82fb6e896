import { Logo } from '#components/layout/logo.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { apiGroups, type OpenApiDocument } from './api-document.ts';
import { OperationEntry } from './operation-entry.tsx';
import { ProblemList } from './problem-list.tsx';

const conventions = [
  [
    'Who',
    'Send an API token as Authorization: Bearer hdl_…; make one under Settings, Tokens. It does no more than its role and its owner.',
  ],
  [
    'Lists',
    'limit (50, at most 500), sort (name or -name), filter (state = "running" AND name : "web"), and pageToken for the next page.',
  ],
  [
    'Changes',
    'PATCH and DELETE carry If-Match with the ETag of what you read: 428 without, 412 when it has changed since.',
  ],
  [
    'Once',
    'A POST that starts something carries an Idempotency-Key. Sent again with the same key and body it gets the same answer.',
  ],
  [
    'Errors',
    'application/problem+json with a code of the list below, the cause in detail, and remedy: what to do next.',
  ],
  ['Units', 'Sizes are bytes, times RFC 3339 in UTC, ids UUIDs.'],
] as const;

const example = `export HEDDLE=http://127.0.0.1:3000
export HEDDLE_TOKEN=hdl_…
curl -H "Authorization: Bearer $HEDDLE_TOKEN" "$HEDDLE/api/v1/me"`;

/** The REST API, read from its own OpenAPI document; it needs no script. */
export function ApiPage({ document, documentHref }: { document: OpenApiDocument; documentHref: string }) {
  const groups = apiGroups(document);
  return (
    <div className="mx-auto flex max-w-[1440px] gap-10 px-4 py-8 lg:px-8">
      <nav
        aria-label="Resources"
        className="sticky top-8 hidden max-h-[calc(100dvh-4rem)] w-44 shrink-0 self-start overflow-y-auto lg:block"
      >
        <Logo className="mb-4 size-6 text-ink" />
        <ul className="space-y-1">
          {['conventions', ...groups.map(({ name }) => name), 'problems'].map((name) => (
            <li key={name}>
              <TextLink href={`#${name}`}>{name}</TextLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className="min-w-0 flex-1">
        <PageHead title="REST API" facts={<TextLink href={documentHref}>OpenAPI 3.1 document</TextLink>} />
        <div id="conventions">
          <Section title="Conventions">
            <dl className="mb-5 max-w-prose space-y-2">
              {conventions.map(([term, text]) => (
                <div key={term} className="flex gap-x-4">
                  <dt className="w-16 shrink-0 text-dim">{term}</dt>
                  <dd className="text-ink">{text}</dd>
                </div>
              ))}
            </dl>
            <CodeBlock code={example} what="first call" />
          </Section>
        </div>
        {groups.map(({ name, operations }) => (
          <div key={name} id={name}>
            <Section title={name}>
              {operations.map((operation) => (
                <OperationEntry key={operation.id} operation={operation} />
              ))}
            </Section>
          </div>
        ))}
        <div id="problems">
          <Section title="Problems">
            <ProblemList />
          </Section>
        </div>
      </main>
    </div>
  );
}
