-- AlterTable
ALTER TABLE "Lun" ADD COLUMN     "registrations" JSONB;

-- AlterTable
ALTER TABLE "VmDisk" ADD COLUMN     "sizeBytes" BIGINT;

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "overrides" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "SharedDisk" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "online" BOOLEAN NOT NULL,
    "sizeBytes" BIGINT,
    "channels" JSONB NOT NULL DEFAULT '[]',
    "registrants" JSONB NOT NULL DEFAULT '{}',
    "holder" JSONB,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SharedDisk_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SharedDisk_uniqueId_idx" ON "SharedDisk"("uniqueId");

-- CreateIndex
CREATE UNIQUE INDEX "SharedDisk_hostId_uniqueId_key" ON "SharedDisk"("hostId", "uniqueId");

-- AddForeignKey
ALTER TABLE "SharedDisk" ADD CONSTRAINT "SharedDisk_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
