export { type ExpoOptions, type ExpoTypes, expo } from "./server/expo";
