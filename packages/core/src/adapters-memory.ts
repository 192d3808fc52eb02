export { type MemoryAdapterConfig, type MemoryDB, memoryAdapter } from "./adapters/memory/memory-adapter";
