/** For each vertex, the vertices that must have another colour. */
export type Graph = readonly ReadonlySet<number>[];

export type Colouring = {
  /** One colour, from 0, for each vertex: no neighbours share one. */
  colours: number[];
  count: number;
  /** No colouring has fewer. */
  lowerBound: number;
  /** count = lowerBound. Always so up to EXACT_UP_TO vertices. */
  exact: boolean;
};

/** Up to so many vertices the search always goes to its end; beyond, it may stop and leave a proven bound. */
export const EXACT_UP_TO = 12;

/** Looks at neighbours, not time, so that the same graph gives the same answer on any machine. */
const MAX_LOOKS = 5_000_000;
const LARGE_CORE = 200;

/**
 * The fewest colours: a clique proves a lower bound, DSATUR (Brélaz 1979) finds a colouring, and where they differ a
 * search with one colour more each time closes the gap.
 */
export function colourGraph(graph: Graph): Colouring {
  let lowerBound = largestCliqueFound(graph);
  const { core, peeled } = peel(graph, lowerBound);
  // A peeled vertex had fewer neighbours than colours when it was taken off, so going backwards there is always one.
  const complete = (colours: Map<number, number>) => colourInOrder(graph, peeled.toReversed(), colours);
  let best = complete(colourGreedily(graph, core));
  let count = coloursOf(best);
  while (lowerBound < count) {
    const looks = core.length <= EXACT_UP_TO ? Number.MAX_SAFE_INTEGER : MAX_LOOKS;
    const search = { graph, core, limit: lowerBound, looks, colours: new Map<number, number>() };
    const found = colourCore(search, 0);
    if (found === 'gave-up') break;
    if (found === 'none') lowerBound++;
    else {
      best = complete(search.colours);
      count = coloursOf(best);
    }
  }
  return { colours: graph.map((_, vertex) => best.get(vertex) ?? 0), count, lowerBound, exact: count === lowerBound };
}

function largestCliqueFound(graph: Graph): number {
  const byDegree = graph.map((_, vertex) => vertex).toSorted((a, b) => degree(graph, b) - degree(graph, a) || a - b);
  let largest = 0;
  for (const start of byDegree.slice(0, 64)) {
    const clique = [start];
    for (const vertex of byDegree)
      if (graph[start]?.has(vertex) && clique.every((member) => graph[member]?.has(vertex))) clique.push(vertex);
    largest = Math.max(largest, clique.length);
  }
  return largest;
}

/** Takes off, again and again, what has fewer than `limit` neighbours: it never decides how many colours are needed. */
function peel(graph: Graph, limit: number): { core: number[]; peeled: number[] } {
  const left = graph.map((neighbours) => neighbours.size);
  const gone = new Set<number>();
  const ready = left.flatMap((size, vertex) => (size < limit ? [vertex] : []));
  for (let vertex = ready.pop(); vertex !== undefined; vertex = ready.pop()) {
    if (gone.has(vertex)) continue;
    gone.add(vertex);
    for (const neighbour of graph[vertex] ?? []) {
      const size = (left[neighbour] ?? 0) - 1;
      left[neighbour] = size;
      if (size < limit && !gone.has(neighbour)) ready.push(neighbour);
    }
  }
  return { core: graph.flatMap((_, vertex) => (gone.has(vertex) ? [] : [vertex])), peeled: [...gone] };
}

/** DSATUR; a core too large for its quadratic work is taken in order of degree instead (Welsh and Powell 1967). */
function colourGreedily(graph: Graph, core: readonly number[]): Map<number, number> {
  const colours = new Map<number, number>();
  if (core.length > LARGE_CORE)
    return colourInOrder(
      graph,
      core.toSorted((a, b) => degree(graph, b) - degree(graph, a) || a - b),
      colours,
    );
  const waiting = new Set(core);
  while (waiting.size > 0) {
    const vertex = mostHemmedIn(graph, waiting, colours);
    waiting.delete(vertex);
    colourInOrder(graph, [vertex], colours);
  }
  return colours;
}

/** Gives each vertex in turn its smallest free colour. */
function colourInOrder(graph: Graph, order: readonly number[], colours: Map<number, number>): Map<number, number> {
  for (const vertex of order) {
    const colour = freeColours(graph, vertex, colours, graph.length).next().value;
    if (colour !== undefined) colours.set(vertex, colour);
  }
  return colours;
}

type Search = { graph: Graph; core: readonly number[]; limit: number; looks: number; colours: Map<number, number> };

function colourCore(search: Search, used: number): 'found' | 'none' | 'gave-up' {
  const { graph, core, limit, colours } = search;
  const waiting = core.filter((vertex) => !colours.has(vertex));
  if (waiting.length === 0) return 'found';
  for (const vertex of waiting) search.looks -= 1 + degree(graph, vertex);
  if (search.looks < 0) return 'gave-up';
  const vertex = mostHemmedIn(graph, waiting, colours);
  // Colours not used yet are all alike: one of them is enough.
  for (const colour of freeColours(graph, vertex, colours, Math.min(limit, used + 1))) {
    colours.set(vertex, colour);
    const deeper = colourCore(search, Math.max(used, colour + 1));
    if (deeper !== 'none') return deeper;
    colours.delete(vertex);
  }
  return 'none';
}

function mostHemmedIn(graph: Graph, waiting: Iterable<number>, colours: ReadonlyMap<number, number>): number {
  let best = -1;
  let bestRank = -1;
  for (const vertex of waiting) {
    const near = new Set<number>();
    for (const neighbour of graph[vertex] ?? []) {
      const colour = colours.get(neighbour);
      if (colour !== undefined) near.add(colour);
    }
    const rank = near.size * graph.length + degree(graph, vertex);
    if (rank > bestRank) [best, bestRank] = [vertex, rank];
  }
  return best;
}

function* freeColours(graph: Graph, vertex: number, colours: ReadonlyMap<number, number>, limit: number) {
  const taken = new Set<number | undefined>();
  for (const neighbour of graph[vertex] ?? []) taken.add(colours.get(neighbour));
  for (let colour = 0; colour < limit; colour++) if (!taken.has(colour)) yield colour;
}

const degree = (graph: Graph, vertex: number) => graph[vertex]?.size ?? 0;
const coloursOf = (colours: ReadonlyMap<number, number>) =>
  [...colours.values()].reduce((a, b) => Math.max(a, b + 1), 0);
