/** The version of the package. The build puts it in. */
export const VERSION = "0.1.0";
