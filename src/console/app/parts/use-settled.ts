import { useEffect, useRef, useState } from 'preact/hooks';

/** Limits how often a text changes, for text that is read aloud. */
export function useSettled(text: string, everyMs: number): string {
  const latest = useRef(text);
  latest.current = text;
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setInterval(() => setSettled(latest.current), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return settled;
}
