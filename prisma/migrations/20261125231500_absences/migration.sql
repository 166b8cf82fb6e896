-- AlterTable
ALTER TABLE "Agent" ADD COLUMN     "enrolmentSealed" TEXT;

-- AlterTable
ALTER TABLE "VirtualDisk" ADD COLUMN     "missingSince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Absence" (
    "agentId" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "read" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("agentId","system","read","key")
);

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
