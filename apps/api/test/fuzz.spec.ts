import { describeFuzz } from './fuzz.js';

describeFuzz(1000, 120_000);
