import { useQuery } from '@tanstack/react-query';
import type { CheckTagRequest } from '@tagloom/contracts';
import { useEffect, useState } from 'react';
import { checkQuery } from '../tags-queries';

const PAUSE_MS = 400;

/** What the library thinks of what is being typed, once the typing pauses. Saving checks again. */
export function useCheck(request: CheckTagRequest) {
  const text = JSON.stringify(request);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery(checkQuery(JSON.parse(settled) as CheckTagRequest));
}
