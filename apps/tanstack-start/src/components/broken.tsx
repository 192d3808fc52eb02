import { Link } from "@tanstack/react-router";

export function Broken() {
  return (
    <main>
      <h1>Something went wrong</h1>
      <p className="lead">It is not your fault. Please try again in a moment.</p>
      <p>
        <Link to="/">Home</Link>
      </p>
    </main>
  );
}
