export type LineageParent = { key: string /** Null for a root. */; parent: string | null };

export type LaidNode<Node> = {
  node: Node;
  /** 0 for a root. */
  depth: number;
  /** Lanes of ancestors whose thread goes on below this row. */
  passes: readonly number[];
  hasChildren: boolean;
};

/**
 * A forest in depth-first order, children in the order given. A node whose parent is not among the nodes is a root;
 * a ring of parents, which storage should not hold but may report, is cut at its first member.
 */
export function layLineage<Node extends LineageParent>(nodes: readonly Node[]): LaidNode<Node>[] {
  const keys = new Set(nodes.map((node) => node.key));
  const children = new Map<string | null, Node[]>();
  for (const node of nodes) {
    const parent = node.parent !== null && keys.has(node.parent) ? node.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const laid: LaidNode<Node>[] = [];
  const seen = new Set<string>();
  const visit = (node: Node, depth: number, passes: readonly number[]) => {
    if (seen.has(node.key)) return;
    seen.add(node.key);
    const own = (children.get(node.key) ?? []).filter((child) => !seen.has(child.key));
    laid.push({ node, depth, passes, hasChildren: own.length > 0 });
    own.forEach((child, at) => {
      visit(child, depth + 1, at < own.length - 1 ? [...passes, depth] : passes);
    });
  };
  for (const root of children.get(null) ?? []) visit(root, 0, []);
  for (const node of nodes) visit(node, 0, []);
  return laid;
}
