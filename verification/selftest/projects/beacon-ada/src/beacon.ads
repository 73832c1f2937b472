package Beacon is
   subtype Milliseconds is Natural range 0 .. 86_400_000;
   function Lamp_On (Time : Milliseconds) return Boolean;
end Beacon;
