import { createContext } from 'react';

/** The element in the top bar that the page's header fills. */
export const HeaderSlot = createContext<HTMLElement | null>(null);
