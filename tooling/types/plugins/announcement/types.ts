/** Something that everybody should know. */
export interface Announcement {
  id: string;
  authorId: string;
  title: string;
  text: string;
  views: number;
  isPinned: boolean;
  createdAt: Date;
}
