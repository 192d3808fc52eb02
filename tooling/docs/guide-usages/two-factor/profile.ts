import { authClient } from "./auth-client";

export const enableTwoFactor = async (password: string) => {
  const data = await authClient.twoFactor.enable({
    password,
  });
  return data;
};

export const disableTwoFactor = async (password: string) => {
  const data = await authClient.twoFactor.disable({
    password,
  });
  return data;
};

export const signInWith2Factor = async (email: string, password: string) => {
  const data = await authClient.signIn.email({
    email,
    password,
  });
  return data;
};

export const verifyTOTP = async (code: string) => {
  const data = await authClient.twoFactor.verifyTOTP({
    code,
    trustDevice: true,
  });
  return data;
};
