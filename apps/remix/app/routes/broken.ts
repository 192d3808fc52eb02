// A page that the server cannot make: it shows app/root.tsx's error page.
export function loader() {
  throw new Error("the secret of the broken page");
}

export default function Broken() {
  return null;
}
