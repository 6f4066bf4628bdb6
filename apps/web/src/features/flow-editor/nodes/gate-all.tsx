import { SquareCheck } from 'lucide-react';
import { plainGate } from './gate';

export const gateAll = plainGate('all', { icon: SquareCheck, pinyin: 'quanbumanzu qbmz' });
