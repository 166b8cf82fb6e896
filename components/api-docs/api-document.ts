import { type JsonSchema, type SchemaRow, schemaRows, typeText } from './schema-rows.ts';

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;
type Parameter = { name: string; in: string; required: boolean; description?: string; schema: JsonSchema };
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  'x-role': string;
};
export type OpenApiDocument = { servers: { url: string }[]; paths: Record<string, Record<string, Operation>> };

export type ApiOperation = {
  id: string;
  method: string;
  /** With the root: /api/v1/luns/{id} */
  address: string;
  summary: string;
  role: string;
  parameters: (SchemaRow & { where: string })[];
  body: SchemaRow[];
  /** A call that can be pasted, with an example body where there is one. */
  curl: string;
  answers: { status: string; description: string; problem: boolean }[];
  response: SchemaRow[];
  responseType: string;
};
export type ApiGroup = { name: string; operations: ApiOperation[] };

/** The OpenAPI document as the page shows it: by resource, in the order of the contract. */
export function apiGroups(document: OpenApiDocument): ApiGroup[] {
  const root = document.servers[0]?.url ?? '';
  const groups = new Map<string, ApiOperation[]>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags[0] ?? '';
      groups.set(name, [...(groups.get(name) ?? []), apiOperation(method.toUpperCase(), root + path, operation)]);
    }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

function apiOperation(method: string, address: string, operation: Operation): ApiOperation {
  const sent = operation.requestBody?.content['application/json'];
  const answers = Object.entries(operation.responses);
  const good = answers.find(([status]) => status.startsWith('2'))?.[1].content ?? {};
  const [[type = '', { schema } = { schema: {} }] = []] = Object.entries(good);
  return {
    id: operation.operationId,
    method,
    address,
    summary: operation.summary,
    role: operation['x-role'],
    parameters: operation.parameters.map(parameterRow),
    body: sent ? schemaRows(sent.schema) : [],
    curl: curlCommand(method, address, operation.parameters, sent?.example),
    answers: answers.map(([status, { description, content }]) => ({
      status,
      description,
      problem: content !== undefined && 'application/problem+json' in content,
    })),
    response: schemaRows(schema),
    responseType: type,
  };
}

function parameterRow({ name, in: where, required, description, schema }: Parameter): SchemaRow & { where: string } {
  const [row] = schemaRows({ properties: { [name]: { ...schema, ...(description ? { description } : {}) } } });
  return { path: name, type: row?.type ?? typeText(schema), required, note: row?.note ?? '', where };
}

function curlCommand(method: string, address: string, parameters: Parameter[], example: unknown): string {
  const headers = parameters.filter(({ in: where }) => where === 'header').map(({ name }) => name);
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$HEDDLE${address}"`,
    '-H "Authorization: Bearer $HEDDLE_TOKEN"',
    ...(headers.includes('Idempotency-Key') ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(headers.includes('If-Match') ? ['-H \'If-Match: "…"\''] : []),
    ...(example === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(example)}'`]),
  ];
  return lines.join(' \\\n  ');
}
