import { Ban } from 'lucide-react';
import { plainGate } from './gate';

export const gateNot = plainGate('not', { icon: Ban, pinyin: 'bumanzu bmz' });
