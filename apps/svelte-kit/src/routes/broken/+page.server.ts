/** A page that fails, to see what visitors see of it. */
export const load = () => {
  throw new Error("the secret of the broken page");
};
