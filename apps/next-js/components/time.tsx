"use client";

import { useEffect, useState } from "react";
import { formatAge, formatDate } from "@/lib/date";

interface TimeProps {
  date: Date;
  /** The server's clock, in milliseconds since the epoch: both sides render the same text first. */
  now: number;
}

/** How long ago something was, and keeps counting. */
export function TimeAgo({ date, now: renderedAt }: TimeProps) {
  const [now, setNow] = useState(renderedAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={date.toISOString()} title={formatDate(date)}>
      {formatAge(date, Math.max(now, renderedAt))}
    </time>
  );
}
