import { expect, test } from '@jest/globals';
import { campaignFormValues, readCampaignForm, type CampaignFormValues } from './campaign-form-values';

const whole: CampaignFormValues = {
  nameZh: '  试点督政  ',
  district: '杨浦区',
  organiserZh: '区政府教育督导室',
  opensAt: '2026-03-11T08:00',
  closesAt: '2026-03-18T20:00',
  minimumCell: 5,
};

test('a whole form is the API’s input: trimmed, without empty English, in China’s time', () => {
  expect(readCampaignForm(whole)).toEqual({
    ok: true,
    input: {
      name: { zh: '试点督政' },
      district: '杨浦区',
      organiser: { zh: '区政府教育督导室' },
      opensAt: '2026-03-11T08:00:00+08:00',
      closesAt: '2026-03-18T20:00:00+08:00',
      minimumCell: 5,
    },
  });
});

test('every empty field is named at once', () => {
  const read = readCampaignForm({});
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.problems.map(({ field }) => field).sort()).toEqual(
    ['closesAt', 'district', 'minimumCell', 'nameZh', 'opensAt', 'organiserZh'].sort(),
  );
});

test('closing before opening is a problem of the closing time', () => {
  expect(readCampaignForm({ ...whole, closesAt: '2026-03-10T20:00' })).toEqual({
    ok: false,
    problems: [{ field: 'closesAt', problem: 'dates' }],
  });
});

test.each([2, 51, 4.5, null])('a minimum cell of %p is refused', (minimumCell) => {
  expect(readCampaignForm({ ...whole, minimumCell })).toEqual({
    ok: false,
    problems: [{ field: 'minimumCell', problem: 'minimumCell' }],
  });
});

test('a text that is too long says so', () => {
  expect(readCampaignForm({ ...whole, district: '区'.repeat(61) })).toEqual({
    ok: false,
    problems: [{ field: 'district', problem: 'tooLong' }],
  });
});

test('a campaign’s form starts with what the campaign has, and reads back the same', () => {
  const campaign = {
    id: '1',
    name: { zh: '试点督政', en: 'Pilot' },
    district: '杨浦区',
    organiser: { zh: '区政府教育督导室' },
    status: 'draft' as const,
    synthetic: false,
    opensAt: '2026-03-11T00:00:00.000Z',
    closesAt: '2026-03-18T12:00:00.000Z',
    minimumCell: 10,
    responses: 0,
  };
  const read = readCampaignForm(campaignFormValues(campaign));
  expect(read.ok && read.input).toEqual({
    name: campaign.name,
    district: campaign.district,
    organiser: campaign.organiser,
    opensAt: '2026-03-11T08:00:00+08:00',
    closesAt: '2026-03-18T20:00:00+08:00',
    minimumCell: 10,
  });
});
