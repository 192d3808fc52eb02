/** Whether an address is one of this machine: what stands for a service there is for nobody else. */
export function isOnOwnMachine(address: string | undefined): boolean {
  return ["localhost", "127.0.0.1"].includes(URL.parse(address ?? "")?.hostname ?? "");
}
