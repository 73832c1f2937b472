package body Beacon is

   --  Whether the lamp is lit.
   --  @implements LL-1
   function Lamp_On (Time : Milliseconds) return Boolean is
   begin
      return Time mod 1_000 < 100;
   end Lamp_On;

end Beacon;
