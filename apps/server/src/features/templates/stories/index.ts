import type { Story } from '../story.js';
import { birthdaySoon } from './birthday-soon.js';
import { complainedWeek } from './complained-week.js';
import { highIntent } from './high-intent.js';
import { highPotential } from './high-potential.js';
import { highValueQuiet } from './high-value-quiet.js';
import { highlyActive } from './highly-active.js';
import { lifecycle } from './lifecycle.js';
import { maintenanceDue } from './maintenance-due.js';
import { newMother } from './new-mother.js';
import { qualitySeeker } from './quality-seeker.js';
import { rfmQuadrants } from './rfm-quadrants.js';
import { sensitiveSkin } from './sensitive-skin.js';
import { urgentNeed } from './urgent-need.js';
import { vipAmbassador } from './vip-ambassador.js';

/** Every story, in the order in which they are shown. */
export const STORIES: readonly Story[] = [
  newMother,
  highIntent,
  highPotential,
  qualitySeeker,
  vipAmbassador,
  maintenanceDue,
  highValueQuiet,
  birthdaySoon,
  complainedWeek,
  highlyActive,
  lifecycle,
  rfmQuadrants,
  sensitiveSkin,
  urgentNeed,
];
