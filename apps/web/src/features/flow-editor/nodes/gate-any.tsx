import { CircleDot } from 'lucide-react';
import { plainGate } from './gate';

export const gateAny = plainGate('any', { icon: CircleDot, pinyin: 'renyimanzu rymz' });
