export * from "./validation/zod";
