/**
 * The golden's init: mounts its disk, takes its name from SMBIOS, says READY on the serial console and powers off when
 * the power button is pressed. The name comes with the VM, never with the disk: no clone is written to before it
 * boots, and the golden never changes.
 */
export const goldenInit = `#!/bin/busybox sh
b=/bin/busybox
$b mount -t devtmpfs none /dev; $b mount -t proc none /proc; $b mount -t sysfs none /sys
for m in $($b cat /mod/order); do $b insmod /mod/$m 2>/dev/null; done
# Listening before READY is said: whoever waits for it may press the power button at once.
$b acpid -d -l /dev/null -c /etc/acpi >/dev/null 2>&1 &
n=0; until [ -b /dev/vda1 ] || [ $n -ge 100 ]; do $b usleep 50000; n=$((n + 1)); done
$b mount -t ext4 -o noatime /dev/vda1 /mnt || $b mount -t ext4 -o ro,noload /dev/vda1 /mnt
# cloud-init's form, as in -smbios type=1,serial=ds=nocloud;h=NAME
serial=$($b cat /sys/class/dmi/id/product_serial 2>/dev/null)
case "$serial" in *";h="*) name=\${serial##*;h=}; name=\${name%%;*};; *) name=$($b cat /mnt/etc/hostname);; esac
$b hostname "$name"
boots=$(( $($b cat /mnt/boots 2>/dev/null || echo 0) + 1 ))
if { echo $boots > /mnt/boots && echo "$name" > /mnt/etc/hostname; } 2>/dev/null; then write=ok; else write=denied; fi
$b sync
echo "READY hostname=$name write=$write boots=$boots version=$($b uname -r)"
while :; do $b sleep 1000; done
`;

/** Run by acpid when the power button is pressed. */
export const goldenPowerOff = `#!/bin/busybox sh
/bin/busybox sync
/bin/busybox umount /mnt
/bin/busybox poweroff -f
`;

export const goldenBootConfig = `SERIAL 0 115200
DEFAULT heddle
PROMPT 0
TIMEOUT 0
LABEL heddle
 KERNEL /boot/vmlinuz
 INITRD /boot/initrd.gz
 APPEND console=ttyS0 quiet panic=-1 tsc=reliable mitigations=off
`;
