/** In the place of a page that is on its way. */
export default function Loading() {
  return (
    <div className="stack" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading
      </p>
      <span className="placeholder title" />
      <div className="card skeleton">
        <span className="placeholder line" />
        <span className="placeholder line" />
        <span className="placeholder line" />
      </div>
    </div>
  );
}
