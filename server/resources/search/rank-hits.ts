export type Hit = { kind: string; id: string; name: string; detail: string | null };

const MOST = 40;

/** The name itself, then names that start with it, then the rest; each object once. */
export function rankHits(hits: Hit[], query: string): Hit[] {
  const wanted = query.toLowerCase();
  const rank = ({ name, detail }: Hit): number => {
    const texts = [name.toLowerCase(), detail?.toLowerCase() ?? ''];
    if (texts.includes(wanted)) return 0;
    return texts.some((text) => text.startsWith(wanted)) ? 1 : 2;
  };
  const once = new Map(hits.map((hit) => [`${hit.kind} ${hit.id}`, hit]));
  return [...once.values()]
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    .slice(0, MOST);
}
