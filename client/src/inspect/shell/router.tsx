import { createBrowserRouter } from 'react-router';
import { AppFrame } from './app-frame';
import { CrashScreen } from './crash-screen';
import { NotFoundScreen } from './not-found-screen';
import { Loading } from './states';

/** Every screen is a chunk of its own, loaded when it is first visited. */
export const router = createBrowserRouter([
  {
    errorElement: <CrashScreen />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('../session/sign-in-screen')).SignInScreen }),
      },
      {
        element: <AppFrame />,
        errorElement: <CrashScreen />,
        children: [
          {
            path: '/',
            lazy: async () => ({
              Component: (await import('../campaigns/campaign-list-screen')).CampaignListScreen,
            }),
          },
          {
            path: '/methods',
            lazy: async () => ({ Component: (await import('../methods/methods-screen')).MethodsScreen }),
          },
          {
            path: '/campaigns/new',
            lazy: async () => ({
              Component: (await import('../campaigns/create-campaign-screen')).CreateCampaignScreen,
            }),
          },
          {
            path: '/campaigns/:campaignId',
            lazy: async () => ({ Component: (await import('../campaigns/campaign-frame')).CampaignFrame }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('../overview/overview-screen')).OverviewScreen,
                }),
              },
              {
                path: 'breakdown',
                lazy: async () => ({
                  Component: (await import('../breakdown/breakdown-screen')).BreakdownScreen,
                }),
              },
              {
                path: 'evidence/:section?',
                lazy: async () => ({
                  Component: (await import('../evidence/evidence-screen')).EvidenceScreen,
                }),
              },
              {
                path: 'texts',
                lazy: async () => ({ Component: (await import('../texts/texts-screen')).TextsScreen }),
              },
              {
                path: 'quality',
                lazy: async () => ({
                  Component: (await import('../quality/quality-screen')).QualityScreen,
                }),
              },
              {
                path: 'links',
                lazy: async () => ({ Component: (await import('../links/links-screen')).LinksScreen }),
              },
              {
                path: 'setup',
                lazy: async () => ({ Component: (await import('../setup/setup-screen')).SetupScreen }),
              },
              { path: '*', element: <NotFoundScreen /> },
            ],
          },
          { path: '*', element: <NotFoundScreen /> },
        ],
      },
    ],
  },
]);
