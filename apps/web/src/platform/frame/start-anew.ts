const CHANNEL = 'tagloom-department';

/** Loads the product anew at its start, here and in the other tabs of this browser: nothing of the former department stays in memory. */
export function startAnew(): void {
  new BroadcastChannel(CHANNEL).postMessage(null);
  window.location.assign('/');
}

/** The session is one for all tabs: when another tab switches, this one starts anew, too. Returns how to stop. */
export function followOtherTabs(): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => window.location.assign('/');
  return () => channel.close();
}
