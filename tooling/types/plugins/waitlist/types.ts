/** A place in the queue for something that is not open yet. */
export interface WaitlistPlace {
  id: string;
  userId: string;
  product: string;
  position: number;
  isInvited: boolean;
  createdAt: Date;
}

/** Body of `createWaitlistPlace`. */
export interface CreateWaitlistPlaceBody {
  product: string;
}

/** Body of `updateWaitlistPlace`. */
export interface UpdateWaitlistPlaceBody {
  id: string;
  product?: string | undefined;
}

/** Query of `listWaitlistPlaces`. */
export interface ListWaitlistPlacesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  product?: string | undefined;
}

/** Answer of `listWaitlistPlaces`. */
export interface WaitlistPlaceList {
  waitlistPlaces: WaitlistPlace[];
  total: number;
}
