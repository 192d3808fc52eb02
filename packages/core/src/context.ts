export {
  defineRequestState,
  getCurrentAdapter,
  getCurrentAuthContext,
  hasRequestState,
  type RequestState,
} from "./context/ambient";
export { queueAfterTransactionHook, runWithTransaction } from "./context/transaction";
