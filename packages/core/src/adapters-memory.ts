export { memoryAdapter } from "./adapters/memory/memory-adapter";
