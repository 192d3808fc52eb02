export const memoryAdapter = (_db?: unknown): any => { throw new Error("not yet"); };
