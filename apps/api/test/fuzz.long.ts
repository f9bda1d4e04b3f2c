import { describeFuzz } from './fuzz.js';

describeFuzz(10_000, 1_800_000);
