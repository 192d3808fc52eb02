const drawings = {
  dashboard: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
  sessions: "M3 5h13v9H3zM2 17h15M19 9h3v11h-3zM19 17h3",
  profile: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6",
  security: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
  passkey: "M8 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 10h9v4M17 10v3",
  provider: "M13 4h7v7M20 4l-9 9M18 14v6H4V6h6",
  outbox: "M3 6h18v12H3zM3 7l9 7 9-7",
  out: "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
  more: "M7 10l5 5 5-5",
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}
