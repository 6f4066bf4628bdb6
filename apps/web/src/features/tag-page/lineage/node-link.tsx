import { Link } from '@tanstack/react-router';
import type { LineageNode } from '@tagloom/contracts';
import type { ReactNode } from 'react';

interface NodeLinkProps {
  node: LineageNode;
  className?: string;
  children: ReactNode;
}

/** Opens the page of what stands in the graph; kinds without a page are only named. */
export function NodeLink({ node: { kind, ref }, className, children }: NodeLinkProps) {
  if (ref !== null && kind === 'tag')
    return (
      <Link to="/tags/$id" params={{ id: ref }} className={className}>
        {children}
      </Link>
    );
  if (ref !== null && kind === 'flow')
    return (
      <Link to="/flows/$id" params={{ id: ref }} className={className}>
        {children}
      </Link>
    );
  if (kind === 'metric' || kind === 'eventType')
    return (
      <Link to={kind === 'metric' ? '/metrics' : '/event-types'} className={className}>
        {children}
      </Link>
    );
  return <span className={className}>{children}</span>;
}
