/** Where somebody gets parcels and letters. */
export interface Address {
  id: string;
  userId: string;
  street: string;
  city: string;
  country: string;
  purpose: "home" | "work" | "billing";
  isDefault: boolean;
  createdAt: Date;
}

/** Body of `createAddress`. */
export interface CreateAddressBody {
  street: string;
  city: string;
  country: string;
  purpose?: "home" | "work" | "billing" | undefined;
}

/** Body of `updateAddress`. */
export interface UpdateAddressBody {
  id: string;
  street?: string | undefined;
  city?: string | undefined;
  country?: string | undefined;
}

/** Query of `listAddresses`. */
export interface ListAddressesQuery {
  /** @default 50 */
  limit?: number | undefined;
  offset?: number | undefined;
  purpose?: "home" | "work" | "billing" | undefined;
}

/** Answer of `listAddresses`. */
export interface AddressList {
  addresses: Address[];
  total: number;
}
