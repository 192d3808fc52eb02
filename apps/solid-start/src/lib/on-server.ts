/**
 * Does the work of a server function. What an error says stays on the server: SolidStart writes it into the page that it
 * renders, stack and all. Redirects pass.
 */
export async function onServer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Response) throw thrown;
    console.error(thrown);
    const error = new Error("Something went wrong");
    delete error.stack;
    throw error;
  }
}
