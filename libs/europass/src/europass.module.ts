import { Module } from '@nestjs/common';
import { OffersModule } from '#libs/offers';
import { EuropassFeedStore } from './europass-feed-store.js';
import { EuropassFeed } from './europass-feed.js';

const services = [EuropassFeed, EuropassFeedStore];

@Module({ imports: [OffersModule], providers: services, exports: services })
export class EuropassModule {}
