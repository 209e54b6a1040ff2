import { cdp } from 'vitest/browser';

/** A node of the tree that the browser gives to assistive technology. */
export interface AxNode {
  /** The browser's own number of the element it stands for. */
  readonly id: number | undefined;
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly disabled: boolean;
  readonly expanded: boolean | undefined;
  readonly focused: boolean;
  /** The name of the dialog or region that it is in, or is. */
  readonly within: string | undefined;
}

interface ProtocolNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly backendDOMNodeId?: number;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}
interface DomNode {
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
}
interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

const PLACES: ReadonlySet<string | undefined> = new Set(['dialog', 'region']);

const toNode = (node: ProtocolNode, all: ReadonlyMap<string, ProtocolNode>): AxNode => {
  const { backendDOMNodeId: id, role, name, description, properties = [] } = node;
  const property = (wanted: string): unknown => properties.find((each) => each.name === wanted)?.value.value;
  const expanded = property('expanded');
  let place: ProtocolNode | undefined = node;
  while (place && !PLACES.has(place.role?.value)) place = all.get(place.parentId ?? '');
  return {
    id,
    role: role?.value ?? '',
    name: name?.value ?? '',
    description: description?.value ?? '',
    disabled: property('disabled') === true,
    expanded: typeof expanded === 'boolean' ? expanded : undefined,
    focused: property('focused') === true,
    within: place?.name?.value,
  };
};

// The types of the protocol are Playwright's; here it is only asked.
const ask = <Answer>(method: string, parameters: object = {}): Promise<Answer> =>
  (cdp().send as (method: string, parameters: object) => Promise<Answer>)(method, parameters);

/** All nodes of this page's tree, in its order. What it leaves out, such as what is hidden, is not among them. */
export async function readAxTree(): Promise<readonly AxNode[]> {
  // Tests run in a frame of the runner's page.
  const { frameTree } = await ask<{ frameTree: FrameTree }>('Page.getFrameTree');
  const frameId = frameTree.childFrames?.find(({ frame }) => frame.url === location.href)?.frame.id;
  const { nodes } = await ask<{ nodes: readonly ProtocolNode[] }>('Accessibility.getFullAXTree', { frameId });
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  return nodes.filter((node) => !node.ignored).map((node) => toNode(node, all));
}

/** The same, by the `data-part` of the element that a node stands for. */
export async function readParts(): Promise<ReadonlyMap<string, readonly AxNode[]>> {
  await ask('DOM.enable');
  const { nodes } = await ask<{ nodes: readonly DomNode[] }>('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const partOf = new Map(nodes.map(({ backendNodeId, attributes = [] }) => [backendNodeId, attributes]));
  const parts = new Map<string, AxNode[]>();
  for (const node of await readAxTree()) {
    const attributes = partOf.get(node.id ?? -1) ?? [];
    const part = attributes[attributes.findIndex((name, index) => index % 2 === 0 && name === 'data-part') + 1];
    if (part !== undefined && attributes.includes('data-part')) parts.set(part, [...(parts.get(part) ?? []), node]);
  }
  return parts;
}
