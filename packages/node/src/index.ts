export { fromNodeHeaders } from "./headers";
export type { NodeHeaders, NodeRequest, NodeResponse } from "./messages";
export { type Mountable, type NodeHandler, toNodeHandler } from "./to-node-handler";
