export { defineErrorCodes } from "./error/define-error-codes";
