export { fromNodeHeaders } from "./node/headers";
export type { NodeHeaders, NodeRequest, NodeResponse } from "./node/messages";
export { type Mountable, type NodeHandler, toNodeHandler } from "./node/to-node-handler";
